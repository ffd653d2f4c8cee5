/** The text of plots.js, which runs in the page. */
declare const text: string;
export default text;
