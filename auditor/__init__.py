"""auditor vets AI vendors with evidence."""

__version__ = "0.1.0"
