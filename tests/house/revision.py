"""Makes a revision: `python -m tests.house.revision "Add a table of bells"`.

It holds what the models have and the revisions so far don't make; read it before committing.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

import meetings.commands  # noqa: F401  (every table is known once all acts are)
from meetings.database import Database
from meetings.domain import Base
from meetings.migrations import Migrations


def make(words: str, migrations: Migrations) -> Path:
    """Write the next revision and return its file."""
    number = f"{len(migrations.numbers()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/newest.sqlite3")
        if migrations.numbers():
            migrations.bring(database.engine, Path(folder))
        with database.engine.begin() as connection:
            settings = migrations.alembic(connection)
            settings.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
            settings.attributes["metadata"] = Base.metadata
            command.revision(settings, words, autogenerate=True, rev_id=number)
        database.close()
    made = next(migrations.versions.glob(f"v{number}_*.py"))
    # Alembic's own comments say nothing about these tables.
    text = re.sub(r"^ *# ### .*\n", "", made.read_text(encoding="utf-8"), flags=re.MULTILINE)
    made.write_text(text, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    for wanted in (["check", "--fix", "--silent", "--exit-zero"], ["format", "--silent"]):
        subprocess.run([*ruff, *wanted, str(made)], check=True)
    return made


if __name__ == "__main__":
    print(make(sys.argv[1], Migrations()))  # noqa: T201
