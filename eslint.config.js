import stylistic from '@stylistic/eslint-plugin'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const ADDONS = ['access', 'checks', 'hosted', 'live', 'stage']

/** Imports go one way: slides > components > figures; setup > components, figures and the door of addons/checks; an addon knows neither the talk nor another addon. */
const restrictedPaths = [
  { target: './figures', from: './', except: ['./figures'], message: 'figures import nothing of the talk' },
  { target: './components', from: './', except: ['./components', './figures'], message: 'components import components and figures' },
  { target: './slide-bottom.vue', from: './', except: ['./slide-bottom.vue', './components', './figures'], message: 'a layer imports components and figures' },
  { target: './styles', from: './', except: ['./styles'], message: 'styles import nothing of the talk' },
  { target: './setup', from: './', except: ['./setup', './components', './figures', './addons/checks/index.ts'], message: 'setup imports setup, components, figures and the door of an addon' },
  ...ADDONS.map(name => ({
    target: `./addons/${name}`,
    from: './',
    except: [`./addons/${name}`],
    message: 'an addon imports neither from the talk nor from another addon',
  })),
].map(zone => ({ ...zone, except: [...zone.except, './node_modules'] }))

export default ts.config(
  { ignores: ['dist', 'public', '.slidev', '**/target', '**/.cache'] },
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: false, arrowParens: false, braceStyle: '1tbs' }),
  {
    rules: {
      // one statement is beside its condition, more of them are in braces
      '@stylistic/nonblock-statement-body-position': ['error', 'beside'],
      'curly': ['error', 'multi-line'],
    },
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/ignore': [String.raw`\.vue$`],
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue', '.js', '.json'] })],
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'import-x/no-cycle': 'error',
      // what is imported is in package.json, so that it is there whatever installs it
      'import-x/no-extraneous-dependencies': ['error', { includeTypes: true, packageDir: import.meta.dirname }],
      'import-x/no-restricted-paths': ['error', { zones: restrictedPaths }],
    },
  },
  {
    files: ['{addons,components,setup}/**/*.{ts,vue}', '*.vue'],
    ignores: ['addons/*/slidev-internals/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{
        regex: '^(?:@slidev/client/|#slidev/(?!title-renderer$))',
        message: 'only \'@slidev/client\' itself is public: import it there, or in a file of the addon\'s slidev-internals/',
      }] }],
    },
  },
  {
    // what ships in the site is no development dependency, so that the audit sees it
    files: ['**/*.vue', 'addons/*/ui/**', 'addons/live/engine/**', 'addons/hosted/{bundle/stubs,prerender/client}/**'],
    rules: { 'import-x/no-extraneous-dependencies': ['error', { includeTypes: true, devDependencies: false, packageDir: import.meta.dirname }] },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // a component's name may be one word: slides read `<Poll>`, and none of them is an HTML element's
      'vue/multi-word-component-names': 'off',
      // a prop's type says whether it may be left out
      'vue/require-default-prop': 'off',
      // formatting of the templates is this rule set's, of the scripts stylistic's
      'vue/max-attributes-per-line': ['warn', { singleline: 4, multiline: 1 }],
      'vue/singleline-html-element-content-newline': 'off',
      'vue/no-v-html': 'error',
    },
  },
)
