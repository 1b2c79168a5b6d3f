import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';
import { clientScript } from './script.ts';
import { styles } from './style.ts';

/** An HTML page that asks no server for anything; its styles and its script stand in it, and the trends lie in a folder beside it. */
export function page(title: string, body: Html): string {
  const script = clientScript();
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(styles())}</style>
</head>
<body>
${body}
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** Its own script, those beside it, and nothing else: not even by a mistake in the data is anything run or asked of another host. */
function policyFor(script: string): string {
  const digest = createHash('sha256').update(script).digest('base64');
  const scripts = `script-src 'sha256-${digest}' 'self'`;
  return `default-src 'none'; style-src 'unsafe-inline'; ${scripts}; base-uri 'none'; form-action 'none'`;
}
