namespace GroundTransport.TestKit.Databases;

/// <summary>Creates SQLite databases, each a copy of one that was migrated once.</summary>
/// <param name="migrate">Migrates the database of a connection string; it must leave no connection open.</param>
public sealed class SqliteDatabases(Func<string, Task> migrate)
{
    private readonly Lazy<Task<byte[]>> template = new(() => MakeTemplate(migrate));

    /// <summary>Creates the file and returns its connection string.</summary>
    public async Task<string> Create(string file)
    {
        await File.WriteAllBytesAsync(file, await template.Value);
        return ConnectionTo(file);
    }

    private static async Task<byte[]> MakeTemplate(Func<string, Task> migrate)
    {
        var directory = Directory.CreateTempSubdirectory("template-");
        var file = $"{directory.FullName}/template.db";
        await migrate(ConnectionTo(file));
        var template = await File.ReadAllBytesAsync(file);
        directory.Delete(recursive: true);
        return template;
    }

    private static string ConnectionTo(string file) => $"Data Source={file};Pooling=False";
}
