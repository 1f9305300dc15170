"""What the clock makes happen in approvals."""

from services.approvals import commands
from shared.jobs import Job

JOBS = (
    Job("take-effect", 0.5, commands.take_effect),
    Job(
        "reassign", 60, commands.reassign
    ),  # a claim and a change of the organisation may cross each other on PostgreSQL
)
