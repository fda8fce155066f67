"""Note the errata sheet of a replacement."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring the tables to this form."""
    with op.batch_alter_table("replacements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("errata_paper_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            "fk_replacements_errata_paper", "papers", ["errata_paper_id"], ["id"]
        )
