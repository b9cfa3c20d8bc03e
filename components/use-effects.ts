import { type Dispatch, useEffect, useRef } from 'react'
import type { Maybe } from '../src/known/facts.js'
import type { Evidence } from '../src/known/load.js'
import type { ApplyEvent } from '../src/state.js'
import { sentence } from '../src/text/sentence.js'
import type { Effects } from '../src/wizard/effects.js'
import { failure } from '../src/wizard/failure.js'
import type { Message, Wizard } from '../src/wizard/types.js'
import { isLooking, wanted } from '../src/wizard.js'

/** Does the work that the wizard's phase wants, once, and tells the wizard how it went. */
export function useEffects(effects: Effects, wizard: Wizard, send: Dispatch<Message>): void {
  const stop = useRef(new AbortController())
  const work = wanted(wizard)
  const plan = wizard.phase === 'applying' ? wizard.plan : null
  const [facts, answers] = wizard.phase === 'reviewing' ? [wizard.facts, wizard.answers] : [null, null]
  const begun = useRef<'look' | 'apply' | null>(null)
  useEffect(() => {
    const failed = (error: unknown) => send(failure(error))
    if (work === 'look' && begun.current !== 'look') {
      begun.current = 'look'
      effects
        .look()
        .then(({ facts, answers, present }) => send({ type: 'found', facts, answers, present }), failed)
    }
    // Apply and Ctrl-C may arrive in one read: then the work begins already stopped, and tells that itself.
    if ((work === 'apply' || work === 'stop') && plan !== null && begun.current !== 'apply') {
      begun.current = 'apply'
      if (work === 'stop') stop.current.abort()
      const tell = (event: ApplyEvent) => send({ type: 'applied-event', event })
      effects
        .apply(plan, tell, stop.current.signal)
        .then((outcome) => send({ type: 'outcome', outcome }), failed)
    } else if (work === 'stop') stop.current.abort()
  }, [work, plan, effects, send])
  useEffect(() => {
    if (work !== 'save' || facts === null || answers === null) return
    const told = (sentence: string) => send({ type: 'saved', sentence })
    effects.save(facts, answers).then(told, (error: unknown) => told(sentence(error)))
  }, [work, facts, answers, effects, send])
  const looking = isLooking(wizard)
  useEffect(() => {
    if (!looking) return undefined
    const over = new AbortController()
    const tell = (evidence: Maybe<Evidence>) => send({ type: 'evidence', evidence })
    effects.watch(tell, over.signal).catch((error: unknown) => tell({ unknown: sentence(error) }))
    return () => over.abort()
  }, [looking, effects, send])
}
