"""a photo of an entry: the file it names is kept among the originals"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for table in ("pain", "care", "phase"):
        op.add_column(table, sa.Column("photo", sa.Text(), nullable=True))
