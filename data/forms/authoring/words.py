"""Every sentence said about a form's file: code, gravity, Bahasa Indonesia, English."""

from __future__ import annotations

from types import MappingProxyType

from data.forms.authoring.words_form import FORM
from data.forms.authoring.words_rules import RULES
from data.forms.authoring.words_sheets import SHEETS
from data.forms.authoring.words_trial import TRIAL

WORDS = MappingProxyType({**SHEETS, **FORM, **RULES, **TRIAL})
