import { type Permission } from '@bureau/contracts';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';

/** Key of what a route asks of its caller; a route without it is closed to everybody. */
export const ACCESS = Symbol('bureau:access');

export type Access = 'public' | Permission;

type RouteDecorator = ClassDecorator & MethodDecorator;

/** The route asks for this permission. On a controller: every route of it that does not say otherwise. */
export function Permit(permission: Permission): RouteDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, permission),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
  );
}

/** Key of routes that propose and change nothing themselves. */
export const PROPOSES = Symbol('bureau:proposes');

/**
 * The route only proposes, or asks agents to, so that a person decides: API keys in `propose` mode may use it. Every
 * other route that is no GET is closed to them.
 */
export function Proposes(): MethodDecorator {
  return SetMetadata(PROPOSES, true);
}

/** The route answers anybody, signed in or not. */
export function Public(): RouteDecorator {
  return SetMetadata(ACCESS, 'public');
}
