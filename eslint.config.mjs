import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Who may import whom: server and portal meet only in the contracts, features do not know each other. */
const boundaries = [
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:server', onlyDependOnLibsWithTags: ['scope:server', 'scope:shared'] },
  { sourceTag: 'scope:portal', onlyDependOnLibsWithTags: ['scope:portal', 'scope:shared'] },
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:database', onlyDependOnLibsWithTags: ['type:contracts'] },
  {
    sourceTag: 'type:platform',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:database', 'type:testing'],
  },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:database', 'type:platform'],
  },
  { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:core', onlyDependOnLibsWithTags: ['type:ui', 'type:contracts'] },
  {
    allSourceTags: ['type:feature', 'scope:server'],
    onlyDependOnLibsWithTags: ['type:platform', 'type:contracts', 'type:testing', 'module:entities'],
  },
  {
    allSourceTags: ['type:feature', 'scope:portal'],
    onlyDependOnLibsWithTags: ['type:core', 'type:ui', 'type:contracts'],
  },
  { sourceTag: 'module:auth', notDependOnLibsWithTags: ['module:entities'] },
  { sourceTag: 'module:audit', notDependOnLibsWithTags: ['module:entities'] },
  { sourceTag: 'module:notifications', notDependOnLibsWithTags: ['module:entities'] },
];

const noProcessEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read configuration through @bureau/platform: process.env is read in its config folder alone.',
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/.angular', '**/.nx', '.bureau'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  prettier,
  {
    plugins: { '@nx': nx },
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['../../playwright.journeys'],
          depConstraints: boundaries,
          banTransitiveDependencies: false,
          // Only the platform's integration specs import the harness, which starts the platform; see the rule below.
          ignoredCircularDependencies: [['platform', 'testing']],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-console': 'error',
      'no-undef': 'off',
    },
  },
  {
    // Nest reads parameter types at run time: the classes it injects must stay value imports.
    files: ['apps/api/**/*.ts', 'apps/worker/**/*.ts', 'libs/server/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-syntax': ['error', noProcessEnv],
    },
  },
  {
    files: ['libs/server/platform/src/**/*.ts'],
    ignores: ['**/*.int-spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@bureau/testing', message: 'Only .int-spec files import the harness.' }] },
      ],
    },
  },
  {
    files: ['libs/server/platform/src/config/**/*.ts', 'libs/server/testing/src/jest/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' } },
  { files: ['**/*.mjs'], rules: { 'no-undef': 'off' } },
  ...angular.configs.tsRecommended.map((config) => ({
    ...config,
    files: ['apps/portal/**/*.ts', 'libs/portal/**/*.ts'],
  })),
  {
    files: ['apps/portal/**/*.ts', 'libs/portal/**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'bur', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'bur', style: 'camelCase' },
      ],
    },
  },
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({
    ...config,
    files: ['apps/portal/**/*.html', 'libs/portal/**/*.html'],
  })),
);
