import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  readonly onError: (error: unknown) => void
  readonly children: ReactNode
}

/**
 * Tells of an error while drawing and draws nothing any more. Ink itself would show the source text
 * around it, higher than many a terminal, and clear the scrollback for that. React knows this only
 * as a class.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override state = { broken: false }
  override componentDidCatch(error: unknown) {
    this.props.onError(error)
  }
  override render() {
    return this.state.broken ? null : this.props.children
  }
}
