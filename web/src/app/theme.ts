// The one theme: Mantine's parts in our measures and colours. Contrast is checked in both schemes by the browser test.
import { createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'sm',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '18px' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } }, styles: { description: { color: 'var(--csip-dimmed)' } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-error': '#a4161a',
    '--mantine-color-dimmed': '#5c6370',
    '--mantine-color-placeholder': '#666d78',
    '--mantine-color-default-border': '#e3e5e8',
    '--mantine-color-text': '#1c2024',
    '--mantine-color-indigo-light-hover': '#edf2ff',
  },
  dark: {
    '--mantine-color-error': '#ff9e9e',
    '--mantine-color-dimmed': '#a5abb3',
    '--mantine-color-placeholder': '#9aa0a8',
    '--mantine-color-body': '#1b1e21',
    '--mantine-color-default-border': '#2c2f34',
    '--mantine-color-text': '#e6e8eb',
  },
});
