using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>Replaces a server: accepts every statement, returns what a test configured, and records the statements.</summary>
internal sealed class FakeSqlServer : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private readonly SampleRows samples = new();
    private string brokenAt = "";
    private Exception? failureAtStatement;

    public ConcurrentQueue<string> Statements { get; } = new();

    /// <summary>Whether a query returns a row, each column with its sample's value.</summary>
    public bool FindsRows { get; set; }

    /// <summary>The result of EXISTS.</summary>
    public bool Exists { get; set; }

    /// <summary>Thrown once by the next commit.</summary>
    public Exception? FailureAtCommit { get; set; }

    /// <summary>The next statement that contains this text fails.</summary>
    public void BreakAt(string text, Exception failure) => (brokenAt, failureAtStatement) = (text, failure);

    /// <summary>A process of the gateway that uses this server.</summary>
    public ServiceProvider Connect()
    {
        var registered = new ServiceCollection().AddLogging();
        registered.AddSingleton(TimeProvider.System);
        registered.AddSingleton(new PostBackSettings());
        registered.AddSingleton(new DatabaseInitializerSettings("a-key-of-more-than-20-characters", Demo: true));
        registered.AddInfrastructure(new DatabaseSettings(DatabaseProvider.SqlServer, "Server=nowhere", MigrateOnStart: false));
        registered.ConfigureDbContext<SqlServerGatewayDbContext>(options => options.AddInterceptors(this));
        return registered.BuildServiceProvider();
    }

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        InterceptionResult.Suppress();

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(InterceptionResult.Suppress());

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        InterceptionResult<DbTransaction>.SuppressWithResult(new Transaction(this, connection));

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default) =>
        new(TransactionStarting(connection, eventData, result));

    public ValueTask<InterceptionResult> CreatingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken =
        default) =>
        new(InterceptionResult.Suppress());

    public ValueTask<InterceptionResult> RollingBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken =
        default) =>
        new(InterceptionResult.Suppress());

    public override InterceptionResult<DbCommand> CommandCreating(
        CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(new Command(this, eventData.Connection));

    private void Receive(string text)
    {
        Statements.Enqueue(text);
        if (failureAtStatement is not null && text.Contains(brokenAt, StringComparison.Ordinal)
            && Interlocked.Exchange(ref failureAtStatement, null) is { } failure)
            throw failure;
    }

    private sealed class Transaction(FakeSqlServer server, DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
            var failure = server.FailureAtCommit;
            server.FailureAtCommit = null;
            if (failure is not null)
                throw failure;
        }

        public override void Rollback()
        {
        }
    }

    /// <summary>Its parameters are the driver's own, so that a value that it can't send fails here.</summary>
    private sealed class Command(FakeSqlServer server, DbConnection? connection) : DbCommand
    {
        private readonly SqlCommand real = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => real.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            server.Receive(CommandText);
            return server.FindsRows ? 1 : 0;
        }

        public override object? ExecuteScalar()
        {
            server.Receive(CommandText);
            return 1;
        }

        protected override DbParameter CreateDbParameter() => real.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            server.Receive(CommandText);
            return server.samples.Answer(CommandText, server.FindsRows, server.Exists).CreateDataReader();
        }

        protected override void Dispose(bool disposing)
        {
            real.Dispose();
            base.Dispose(disposing);
        }
    }
}
