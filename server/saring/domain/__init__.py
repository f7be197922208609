"""What crosses the layers: drafts, findings, rules, verdicts. Imports nothing else of ours."""

from saring.domain.action import Action
from saring.domain.draft import Draft, Media, Part, draft_digest
from saring.domain.finding import Finding, Place
from saring.domain.image import Box, ImageReport, Region, Word
from saring.domain.rating import DIMENSIONS, Rating
from saring.domain.rule import RuleSpec, Scope, Window
from saring.domain.verdict import OPTIONAL_CHECKS, REASONS, Unchecked, Verdict, Violation

__all__ = [
    "DIMENSIONS", "OPTIONAL_CHECKS", "REASONS", "Action",
    "Box", "Draft", "Finding", "ImageReport", "Media", "Part", "Place",
    "Rating", "Region", "RuleSpec", "Scope", "Unchecked", "Verdict", "Violation", "Window", "Word", "draft_digest",
]
