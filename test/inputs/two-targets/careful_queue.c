/* careful_queue.c - 'Drain' of the driver that does not wait. */
void Drain(void) {}
