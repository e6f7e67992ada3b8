"""How good the reading is: scores against gold texts, floors under them, speed, and honest confidences."""
