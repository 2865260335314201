namespace GroundTransport.Fuzzer.Mutations;

/// <summary>Changes bytes without regard for what they mean.</summary>
internal static class Bytes
{
    public static byte[] Break(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        var broken = bytes.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && broken.Count > 0; changes--)
        {
            var at = random.Next(broken.Count);
            switch (random.Next(5))
            {
                case 0:
                    broken[at] = (byte)random.Next(256);
                    break;
                case 1:
                    broken[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    broken.RemoveRange(at, Math.Min(random.Next(1, 20), broken.Count - at));
                    break;
                case 3:
                    broken.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    var from = random.Next(broken.Count);
                    broken.InsertRange(at, broken.GetRange(from, Math.Min(random.Next(1, 60), broken.Count - from)));
                    break;
            }
        }
        return [.. broken];
    }
}
