"""Tests of the training ERP, over real HTTP wherever a rule shows there."""
