from auditor.capture.packets.packet import MAX_BYTES, Packet


def test_a_packet_has_lost_nothing_and_belongs_to_nobody_unless_told():
    packet = Packet(1.0, 1, b"E")
    assert (packet.lost, packet.app) == (0, "")
    assert MAX_BYTES == 262_144
