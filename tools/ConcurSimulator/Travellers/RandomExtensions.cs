namespace ConcurSimulator.Travellers;

internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
