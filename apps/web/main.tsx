import './kit/mantine.css'
import './kit/fonts.css'
import './kit/tokens.css'
import './kit/base.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onSignedOut } from './api/client.ts'
import { theme } from './kit/theme.ts'
import { queryClient } from './shell/queries.ts'
import { router } from './shell/router.tsx'
import { leave } from './shell/session.ts'

const schemes = localStorageColorSchemeManager({ key: 'ansinh-scheme' })

onSignedOut(() => {
  // the session ended while somebody worked: sign in again and come back to this page
  if (document.getElementById('content') !== null) void leave(router.latestLocation.href)
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemes}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
