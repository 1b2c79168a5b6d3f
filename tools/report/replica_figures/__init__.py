"""The demo's report: the reader of its figures in the Delta tables, and the page that shows them."""
