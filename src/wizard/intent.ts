/** What somebody wants of the wizard, whatever key, line or signal says so. */
export type Intent =
  | { readonly do: Wish }
  | { readonly do: 'type-character'; readonly character: string }
  /** To a place of the list of steps by its number. */
  | { readonly do: 'go-to-place'; readonly place: number }

/** A wish that needs nothing more said. */
export type Wish =
  | 'go-on'
  | 'go-back'
  | 'go-there'
  | 'go-to-sizes'
  | 'move-up'
  | 'move-down'
  | 'page-up'
  | 'page-down'
  | 'next-view'
  | 'previous-view'
  | 'increase'
  | 'decrease'
  | 'switch-part'
  | 'take-proposed'
  | 'erase'
  | 'show-help'
  | 'show-steps'
  | 'toggle-why'
  | 'toggle-facts'
  | 'begin-search'
  | 'find'
  | 'next-match'
  | 'previous-match'
  | 'end-search'
  | 'save'
  | 'agree'
  | 'dismiss'
  | 'leave'
  | 'leave-anyway'
  | 'interrupt'
  | 'close'
