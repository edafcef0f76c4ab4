# The api (target `api`) and the worker (target `worker`).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG BUREAU_BUILD=unknown
RUN BUREAU_BUILD=$BUREAU_BUILD node tools/build/main.ts api \
 && BUREAU_BUILD=$BUREAU_BUILD node tools/build/main.ts worker

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:24-bookworm-slim AS server
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY database/seeds database/seeds
RUN install --directory --owner=node --group=node /var/lib/bureau
USER node

FROM server AS api
COPY --from=build /app/dist/apps/api dist/apps/api
# Inside a container "this machine alone" would be nobody.
ENV HOST=0.0.0.0
EXPOSE 8000
CMD ["node", "--enable-source-maps", "dist/apps/api/main.mjs"]

FROM server AS worker
COPY docker/worker-health.mjs docker/worker-health.mjs
COPY --from=build /app/dist/apps/worker dist/apps/worker
CMD ["node", "--enable-source-maps", "dist/apps/worker/main.mjs"]
