/** Makes every kind of line end a `\n`, so that lines can be counted; keeps a `\r` that may belong to the next piece. */
export class Newlines {
  private held = '';

  next(text: string): string {
    const whole = this.held + text;
    this.held = whole.endsWith('\r') ? '\r' : '';
    return whole.slice(0, whole.length - this.held.length).replace(/\r\n?/g, '\n');
  }

  end(): string {
    return this.held ? '\n' : '';
  }
}
