import type { Rules, Wizard } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import type { Canvas } from '../parts/canvas.js'
import { ScreenFrame } from '../parts/frame.js'
import { ApplyingScreen } from './applying.js'
import { EndScreen } from './finished.js'
import { FoundScreen } from './found.js'
import { frameLabels } from './frame-labels.js'
import { LookingScreen } from './looking.js'
import { Help, Leaving } from './overlay.js'
import { ReviewScreen } from './review.js'
import { StepChoice } from './step-choice.js'
import { StepForm } from './step-form.js'
import { StepListScreen } from './step-list.js'
import { StepThreads } from './step-threads.js'

/** The screen of where the wizard is, in its frame. */
export function Screen({ rules, wizard, canvas }: { rules: Rules; wizard: Wizard; canvas: Canvas }) {
  return (
    <ScreenFrame canvas={canvas} {...frameLabels(rules, wizard, isSmall(canvas))}>
      <Body rules={rules} wizard={wizard} />
    </ScreenFrame>
  )
}

function Body({ rules, wizard }: { rules: Rules; wizard: Wizard }) {
  if ('overlay' in wizard && wizard.overlay !== null) {
    if (wizard.overlay === 'help') return <Help {...{ rules, wizard }} />
    return wizard.overlay === 'leaving' ? (
      <Leaving />
    ) : (
      <StepListScreen {...{ rules, wizard, at: wizard.overlay }} />
    )
  }
  switch (wizard.phase) {
    case 'looking':
      return <LookingScreen />
    case 'found':
      return <FoundScreen wizard={wizard} />
    case 'asking': {
      const step = rules.steps[wizard.at]
      if (step === undefined) return null
      if (step.kind === 'choice') return <StepChoice {...{ rules, wizard, step }} />
      return step.kind === 'sizes' ? (
        <StepThreads {...{ rules, wizard, step }} />
      ) : (
        <StepForm {...{ rules, wizard, step }} />
      )
    }
    case 'reviewing':
      return <ReviewScreen wizard={wizard} />
    case 'applying':
      return <ApplyingScreen wizard={wizard} />
    case 'finished':
    case 'failed':
      return <EndScreen wizard={wizard} place={rules.place} />
  }
}
