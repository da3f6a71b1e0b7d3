import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';

/** Props of {@link ErrorBoundary}. The words come from outside: a class has no hooks to fetch them. */
export interface ErrorBoundaryProps {
  readonly children: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly reloadLabel: string;
}

/** Shows a plain page with a way out when drawing the window failed. The error itself stays out of sight. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
    return (
      <Box sx={{ height: '100%' }}>
        <EmptyState
          icon="!"
          title={this.props.title}
          isAlert
          actions={
            <Button variant="contained" color="primary" onClick={() => window.location.reload()}>
              {this.props.reloadLabel}
            </Button>
          }
        >
          {this.props.text}
        </EmptyState>
      </Box>
    );
  }
}
