"""Rules about dates, periods, schedules and calendars: SIB500 to SIB599."""
