"""Note pages that can't be shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this form."""
    op.create_table(
        "unshown_pages",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_versions.id"],
        ),
        sa.PrimaryKeyConstraint("version_id", "page"),
    )
