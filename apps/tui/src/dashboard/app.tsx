import { Box, Text, useInput, useStdin, useWindowSize } from 'ink'
import { type ReactElement, useSyncExternalStore } from 'react'
import { ink } from '../draw/palette.ts'
import { Help } from './help.tsx'
import { hex } from './hex.ts'
import { Home } from './home.tsx'
import { keyNames } from './key-names.ts'
import { fits, SMALLEST } from './layout.ts'
import { Live } from './live.tsx'
import type { Model } from './model.ts'

export interface AppProps {
  readonly model: Model
}

/** Everything on the screen but the panes, which are laid over the space left for them. */
export function App({ model }: AppProps): ReactElement {
  useSyncExternalStore(model.subscribe, () => model.version)
  const { columns, rows } = useWindowSize()
  const { isRawModeSupported } = useStdin()

  useInput(
    (input, key) => {
      for (const name of keyNames(input, key)) model.key(name)
    },
    { isActive: isRawModeSupported },
  )

  return <Screen model={model} columns={columns} rows={rows} />
}

/** What {@link App} shows in a terminal of that size. */
export function Screen({ model, columns, rows }: { model: Model; columns: number; rows: number }): ReactElement {
  return (
    <Box width={columns} height={rows} flexDirection="column" overflow="hidden">
      {!fits(columns, rows) ? (
        <TooSmall columns={columns} rows={rows} />
      ) : model.help !== undefined ? (
        <Help comparison={model.comparison} first={model.help} columns={columns} rows={rows} />
      ) : model.comparison ? (
        <Live comparison={model.comparison} isTyping={model.look.typing} columns={columns} />
      ) : (
        <Home model={model} columns={columns} rows={rows} />
      )}
    </Box>
  )
}

function TooSmall({ columns, rows }: { columns: number; rows: number }): ReactElement {
  return (
    <Box flexGrow={1} flexDirection="column" alignItems="center" justifyContent="center">
      <Text color={hex(ink.warn)} wrap="truncate-end">
        {`this terminal: ${columns}×${rows}`}
      </Text>
      <Text wrap="truncate-end">{`needed: ${SMALLEST.columns}×${SMALLEST.rows}`}</Text>
      <Text color={hex(ink.muted)}>q quits</Text>
    </Box>
  )
}
