"""What must always be true: the council's nouns as tables and rules (SQLAlchemy only)."""

from meetings.domain.base import Base

__all__ = ["Base"]
