"""forecasts as they were told"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "told_forecast",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("at_offset_s", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("run_start_us", sa.BigInteger(), nullable=True),
        sa.Column("run_start_offset_s", sa.Integer(), nullable=True),
        sa.Column("run_m", sa.Float(), nullable=True),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_forecast")),
        sa.UniqueConstraint("uid"),
    )
    with op.batch_alter_table("told_forecast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_told_forecast_at_us"), ["at_us"], unique=False)
