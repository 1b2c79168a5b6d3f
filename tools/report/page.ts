import { Html, html } from './html.ts';
import { clientScript } from './script.ts';
import { styles } from './style.ts';

/** Nothing may be loaded from anywhere, not even by a mistake in the data. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** An HTML page that needs nothing but itself: the styles and the script of the trend stand in it. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(styles())}</style>
</head>
<body>
${body}
<script>${new Html(clientScript())}</script>
</body>
</html>
`.text;
}
