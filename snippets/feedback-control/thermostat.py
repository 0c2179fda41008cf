"""Four heaters and an open window: which gets the room back to its goal."""


def after_four_hours(heater):
    """Return the room's temperature; a window opens after one hour."""
    room, heating, outside = 20.0, 10.0, 10.0
    for minute in range(240):
        if minute == 60:
            outside = 0.0
        heating = heater(heating, 20 - room)
        room = room + 0.1 * (outside - room) + 0.1 * heating
    return room


heaters = {
    "gain 2": lambda heating, error: 10 + 2 * error,
    "gain 10": lambda heating, error: 10 + 10 * error,
    "gain 25": lambda heating, error: 10 + 25 * error,
    "sum": lambda heating, error: heating + 0.2 * error,
}
for name, heater in heaters.items():
    room = after_four_hours(heater)
    verdict = "too cold" if room < 20 else "too warm"
    verdict = "back at 20" if abs(room - 20) < 0.1 else verdict
    if abs(room) < 100:
        print(f"{name:8} room at {room:.2f} degrees, {verdict}")
    else:
        print(f"{name:8} room swings, ever wilder")
