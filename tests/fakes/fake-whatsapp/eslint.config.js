import js from '@eslint/js';
import globals from 'globals';

// ESLint itself asks for the default export here.
export default [
  js.configs.recommended,
  { languageOptions: { globals: globals.node } }
];
