using System.Buffers.Binary;

namespace Ponte.SystemTests.Telemetry;

/// <summary>Walks the fields of one protobuf message: a number and, by its wire type, an integer or the bytes of a string or of another message.</summary>
internal static class ProtobufReader
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    public static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = ReadVarint(message, ref at);
            var field = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case Varint:
                    yield return (field, ReadVarint(message, ref at), []);
                    break;
                case Fixed64:
                    yield return (field, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at)), []);
                    at += 8;
                    break;
                case Bytes:
                    var length = (int)ReadVarint(message, ref at);
                    yield return (field, 0, message[at..(at + length)]);
                    at += length;
                    break;
                case Fixed32:
                    yield return (field, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at)), []);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"field {field} has no known wire type");
            }
        }
    }

    /// <summary>The messages of one repeated field.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field) => Fields(message).Where(found => found.Field == field).Select(found => found.Bytes);

    private static ulong ReadVarint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
