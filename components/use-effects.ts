import { type Dispatch, useEffect, useRef } from 'react'
import type { Maybe } from '../src/known/facts.js'
import type { Evidence } from '../src/known/load.js'
import type { ApplyEvent } from '../src/state.js'
import { sentence } from '../src/text/sentence.js'
import type { Effects } from '../src/wizard/effects.js'
import { failure } from '../src/wizard/failure.js'
import type { Message, Wizard } from '../src/wizard/types.js'
import { isLooking, wanted } from '../src/wizard.js'

type Send = Dispatch<Message>

/** Does the work that the wizard's phase wants, once, and tells the wizard how it went. */
export function useEffects(effects: Effects, wizard: Wizard, send: Send): void {
  useLook(effects, wizard, send)
  useWatch(effects, wizard, send)
  useReview(effects, wizard, send)
  useApply(effects, wizard, send)
}

function useLook(effects: Effects, wizard: Wizard, send: Send): void {
  const begun = useRef(false)
  const wants = wanted(wizard) === 'look'
  useEffect(() => {
    if (!wants || begun.current) return
    begun.current = true
    const failed = (error: unknown) => send(failure(error))
    effects.look().then((session) => send({ type: 'found', session }), failed)
  }, [wants, effects, send])
}

function useWatch(effects: Effects, wizard: Wizard, send: Send): void {
  const session = isLooking(wizard) ? wizard.session : null
  useEffect(() => {
    if (session === null) return undefined
    const over = new AbortController()
    const tell = (evidence: Maybe<Evidence>) => send({ type: 'evidence', evidence })
    effects.watch(session, tell, over.signal).catch((error: unknown) => tell({ unknown: sentence(error) }))
    return () => over.abort()
  }, [session, effects, send])
}

function useReview(effects: Effects, wizard: Wizard, send: Send): void {
  const latest = useRef(wizard)
  latest.current = wizard
  const plan = wizard.phase === 'reviewing' ? wizard.plan : null
  const saves = wanted(wizard) === 'save'
  useEffect(() => {
    const reviewed = latest.current
    if (plan !== null && reviewed.phase === 'reviewing') effects.note?.(reviewed)
  }, [plan, effects])
  // Once, whatever is moved in the review while it is written.
  useEffect(() => {
    const reviewed = latest.current
    if (!saves || reviewed.phase !== 'reviewing') return
    const told = (text: string) => send({ type: 'saved', sentence: text })
    effects.save(reviewed).then(told, (error: unknown) => told(sentence(error)))
  }, [saves, effects, send])
}

function useApply(effects: Effects, wizard: Wizard, send: Send): void {
  const stop = useRef(new AbortController())
  const begun = useRef(false)
  const agreed = wizard.phase === 'applying' ? wizard : null
  useEffect(() => {
    if (agreed === null) return
    // Apply and Ctrl-C may arrive in one read: then the work begins already stopped, and tells that
    // itself.
    if (agreed.stopping) stop.current.abort()
    if (begun.current) return
    begun.current = true
    const failed = (error: unknown) => send(failure(error))
    const tell = (event: ApplyEvent) => send({ type: 'applied-event', event })
    effects
      .apply(agreed, tell, stop.current.signal)
      .then((outcome) => send({ type: 'outcome', outcome }), failed)
  }, [agreed, effects, send])
}
