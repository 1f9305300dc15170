"""Events between services: outbox → relay → JetStream → inbox. Only this folder knows the broker's client."""
