/**
 * Where the programs are that root runs: the system's own folders. Not those of /usr/local, which
 * an admin may have handed to somebody, whose `systemctl` would come first there.
 */
export const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin'
