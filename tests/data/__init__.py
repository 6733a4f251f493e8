"""Tests of the ground: model, ops, forms, content and store."""
