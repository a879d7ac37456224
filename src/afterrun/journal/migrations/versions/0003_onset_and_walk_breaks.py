"""where in a run the pain began, and how often a run was broken by walking"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("pain", sa.Column("onset_km", sa.Float(), nullable=True))
    op.add_column("pain", sa.Column("onset_min", sa.Float(), nullable=True))
    op.add_column("run", sa.Column("walk_breaks", sa.Integer(), nullable=True))
