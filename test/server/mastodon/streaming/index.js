const http = require('node:http')

const port = Number(process.env.PORT || 4000)
const address = process.env.BIND || '127.0.0.1'

http
  .createServer((request, response) => {
    const healthy = request.url === '/api/v1/streaming/health'
    response.writeHead(healthy ? 200 : 404, { 'Content-Type': 'text/plain' })
    response.end(healthy ? 'OK' : 'Not found')
  })
  .listen(port, address, () => console.log(`Streaming API now listening on ${address}:${port}`))
