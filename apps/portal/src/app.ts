import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { focusHeadingAfterNavigation, followSessionEnd } from '@bureau/portal-core';

@Component({
  selector: 'bur-root',
  imports: [RouterOutlet],
  template: `<router-outlet />`,
})
export class App {
  constructor() {
    followSessionEnd();
    focusHeadingAfterNavigation();
  }
}
