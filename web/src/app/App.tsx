// Puts the page together: theme, cached answers, the live stream, the addresses.
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ApiError } from '../api/http';
import { LiveProvider } from '../live/live';
import { ErrorBoundary } from './ErrorBoundary';
import { router } from './router';
import { schemeKey } from './SchemeToggle';
import { cssVariables, theme } from './theme';

const schemeManager = localStorageColorSchemeManager({ key: schemeKey });

export function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The live stream says when something has changed; nothing grows old by itself.
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        // A refusal will not become an answer by asking again; a broken line may.
        retry: (failures, error) => failures < 3 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
      },
    },
  });
}

const queryClient = makeQueryClient();

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemeManager} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <LiveProvider>
          <Notifications position="bottom-right" limit={4} />
          <ErrorBoundary>
            <RouterProvider router={router} />
          </ErrorBoundary>
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
