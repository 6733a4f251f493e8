"""The mail rules as a small machine: searched to the end; each rule removed loses something."""
