"""A key of an act is its person's own: unique by person, device and n."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

AS_NAMED = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""How PostgreSQL names what has no name; SQLite leaves it without, and batch mode needs one."""


def upgrade() -> None:
    """Bring the tables to this form."""
    with op.batch_alter_table("entries", naming_convention=AS_NAMED) as batch_op:
        batch_op.drop_constraint("entries_device_n_key", type_="unique")
        batch_op.create_unique_constraint("entries_by_device_n_key", ["by", "device", "n"])
        batch_op.create_index(
            "entries_of_the_house_device_n_key",
            ["device", "n"],
            unique=True,
            sqlite_where=sa.text("by IS NULL"),
            postgresql_where=sa.text("by IS NULL"),
        )
