-- Up to where the device has ever said it knew the journal; null until one of its entries is judged, and then first read
-- out of its last entries. It only grows: what a device knew it cannot forget.
ALTER TABLE device ADD COLUMN known_pos INTEGER CHECK (known_pos >= 0);
