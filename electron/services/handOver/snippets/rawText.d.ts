/** A file as text; Vite and Vitest read it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
