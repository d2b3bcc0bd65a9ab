import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep teal: links, the primary action, what is selected. */
const teal: MantineColorsTuple = [
  '#eaf5f4',
  '#d3e8e6',
  '#a4d0cc',
  '#72b7b1',
  '#4aa19a',
  '#2c8f87',
  '#1a7d75',
  '#0f6b66',
  '#0a5a56',
  '#054845',
]
/** Only for what is overdue, an error, or overpaid. */
const brick: MantineColorsTuple = [
  '#fbeeec',
  '#f2d9d5',
  '#e5b0a8',
  '#d78478',
  '#cb6050',
  '#bf4a39',
  '#b04030',
  '#a63a2b',
  '#8a2e21',
  '#6f2318',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '18px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.6' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '1.3' },
      h2: { fontSize: '20px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
    },
  },
  defaultRadius: '6px',
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.28,
  colors: { teal, brick },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { centered: true, radius: '6px', overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Popover: { defaultProps: { withArrow: true, shadow: 'sm' } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'sm' } } },
    NumberInput: { defaultProps: { thousandSeparator: '.', decimalSeparator: ',', hideControls: true } },
  },
})
