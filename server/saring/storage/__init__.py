"""What the companion keeps: SQLAlchemy models, migrations, one repository file per aggregate. Never a draft's text."""
