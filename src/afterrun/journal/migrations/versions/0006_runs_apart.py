"""runs that do not count, or not yet: the same as another, or waiting for an answer"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "run_standing",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("same_as_us", sa.BigInteger(), nullable=True),
        sa.Column("clock_guessed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_standing_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_standing")),
    )
