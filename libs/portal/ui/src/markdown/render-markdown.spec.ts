import { renderMarkdown } from './render-markdown';

const html = (text: string) => renderMarkdown(text).join('\n');

describe('renderMarkdown', () => {
  it('draws structure, below the headings of the page', () => {
    expect(html('# Title\n\n- one\n- **two**')).toContain('<h3>Title</h3>');
    expect(html('- one\n- **two**')).toContain('<strong>two</strong>');
    expect(html('| a |\n|---|\n| 1 |')).toContain('<td>1</td>');
  });

  it('keeps links into the portal and to the web', () => {
    expect(html('[nginx](/records/88)')).toContain('href="/records/88"');
    expect(html('[home](https://nginx.org)')).toContain('href="https://nginx.org"');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.example/pixel.png)',
    '<svg><script>alert(1)</script></svg>',
    '<svg onload=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](//evil.example/steal)',
    '[x](\tjavascript:alert(1))',
    '<form action="https://evil.example"><input name="p"><button>go</button></form>',
    '<style>body{background:url(https://evil.example)}</style>',
    '<p style="background:url(https://evil.example)">x</p>',
    '<details open ontoggle=alert(1)>x</details>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<video src="https://evil.example/v"></video>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '```html\n<script>alert(1)</script>\n```',
  ])('lets nothing run, load or post: %s', (text) => {
    const page = document.createElement('div');
    page.innerHTML = html(text);
    expect(
      page.querySelector('script, img, svg, iframe, form, input, button, style, video, base, meta, math'),
    ).toBeNull();
    for (const element of page.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|style|src|action/);
        if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|\/(?!\/)|#)/);
      }
    }
  });

  it('keeps the blocks that did not change while text is still being written', () => {
    const before = renderMarkdown('First paragraph.\n\n- a list\n\nThe third is');
    const after = renderMarkdown('First paragraph.\n\n- a list\n\nThe third is longer now.');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after).toHaveLength(3);
  });
});
